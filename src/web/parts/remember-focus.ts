/**
 * Remembers what has the focus, and gives it back once what was opened over the page is closed; to the page where what had it
 * is gone.
 */
export function rememberFocus(): () => void {
  const { activeElement } = document;
  return () => {
    const target = activeElement?.isConnected === true ? activeElement : document.getElementById("main");
    if (target instanceof HTMLElement) target.focus();
  };
}
