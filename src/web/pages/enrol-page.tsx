import { useEffect, useState } from "react";
import { EnrolSteps } from "../enrol/enrol-steps.tsx";
import { tokenOf } from "../enrol/enrolment.ts";
import { KnownDevice } from "../enrol/known-device.tsx";
import { useDevice } from "../enrol/use-device.ts";
import { Emblem } from "../parts/emblem.tsx";
import { Go } from "../parts/go.tsx";
import { Failed, Loading } from "../parts/states.tsx";
import { LanguageSwitch } from "../shell/language-switch.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { useText } from "../text/texts.ts";

/** Where a device is enrolled by a one-time invitation, and where an enrolled one comes in. */
export function EnrolPage() {
  const text = useText();
  const device = useDevice();
  const [token, setToken] = useTokenOfAddress();
  usePageTitle(text("enrol.title"));
  return (
    <div className="enrol">
      <header className="landing-top">
        <Go to="/" className="brand" label={text("shell.home")}>
          <Emblem />
          <b>{text("brand.name")}</b>
        </Go>
        <nav aria-label={text("shell.navigation")}>
          <LanguageSwitch />
        </nav>
      </header>
      <main>
        <h1 className="title">{text("enrol.title")}</h1>
        {device.isError ? (
          <Failed error={device.error} onRetry={() => void device.refetch()} />
        ) : device.data === undefined ? (
          <Loading />
        ) : (
          <>
            {device.data !== null && <KnownDevice device={device.data} hasInvitation={token !== undefined} />}
            {(token !== undefined || device.data === null || device.data.ledgers.length === 0) && (
              <EnrolSteps device={device.data} token={token} onToken={setToken} />
            )}
          </>
        )}
      </main>
    </div>
  );
}

/** The token behind `#`, which browsers keep to themselves and never send. */
function useTokenOfAddress() {
  const [token, setToken] = useState(() => tokenOf(globalThis.location.hash));
  useEffect(() => {
    const read = () => {
      const found = tokenOf(globalThis.location.hash);
      if (found !== undefined) setToken(found);
    };
    globalThis.addEventListener("hashchange", read);
    return () => globalThis.removeEventListener("hashchange", read);
  }, []);
  return [token, setToken] as const;
}
