export interface SignedIn {
  readonly signedIn: boolean;
  readonly says: string;
}

export interface ConsoleDesk {
  /** Signs a browser in that shows this code, as the person who says so. */
  signIn(said: { readonly code: string; readonly number?: string | undefined; readonly as?: string | undefined }): Promise<SignedIn>;
}
