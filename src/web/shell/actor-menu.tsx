import { lazy, Suspense, useState } from "react";
import { ActorButton } from "./actor-button.tsx";

// A menu that most visits never open does not weigh on the first page.
const ActorChoices = lazy(() => import("./actor-choices.tsx").then(({ ActorChoices }) => ({ default: ActorChoices })));

/** For whom one acts, and how to change that: another role of the demo, or leaving. */
export function ActorMenu() {
  const [isAsked, setAsked] = useState(false);
  if (!isAsked) return <ActorButton aria-expanded={false} onClick={() => setAsked(true)} />;
  return (
    <Suspense fallback={<ActorButton aria-expanded={false} />}>
      <ActorChoices />
    </Suspense>
  );
}
