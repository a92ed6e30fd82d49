export interface NeededProgram {
  readonly path: string;
  readonly debianPackage: string;
}

export declare function ensureSystemPackages(needed?: readonly NeededProgram[]): void;
