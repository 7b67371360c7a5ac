interface PackageLock {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly optional?: boolean; readonly peer?: boolean }>
  >;
}

export function installedDifferences(lock: PackageLock, installed: PackageLock): string[];
