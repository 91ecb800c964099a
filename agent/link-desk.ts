/** A code for one person to link what Slack or Teams calls them, shown once. */
export interface LinkShown {
  readonly code: string;
  readonly person: string;
  readonly name: string;
  /** UTC. */
  readonly until: string;
}

export interface LinkDesk {
  /** Makes a one-time code for a registered person. */
  offerLink(to: { readonly person: string; readonly as?: string | undefined }): Promise<LinkShown>;
}
