/** A function that makes something the first time it is called and gives the same ever after, for what is slow to make. */
export function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
