/**
 * Returns the values of the named parameters in the URL's fragment, without absent and empty ones. If there are any
 * values, removes the fragment from the address bar and the history.
 */
export function takeFragment<Name extends string>(...names: Name[]): Partial<Record<Name, string>> {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const values: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = fragment.get(name);
    if (value) values[name] = value;
  }
  if (Object.keys(values).length > 0) history.replaceState(history.state, "", location.pathname + location.search);
  return values;
}
