/** What of `oidc-provider` 9 is used, as types: the server is the host's, and its types are no dependency of this package. */

/** A registered client. */
export interface ServerClient {
  readonly clientId: string;
  metadata(): Readonly<Record<string, unknown>>;
}

/** A token that is being made. */
export interface ServerToken {
  readonly clientId?: string | undefined;
  /** `AccessToken` or `ClientCredentials`. */
  readonly kind: string;
  readonly accountId?: string | undefined;
  readonly scope?: string | undefined;
  /** The grants it came by, the latest last: `authorization_code refresh_token`. */
  readonly gty?: string | undefined;
}

/** The request that the server is answering. */
export interface ServerContext {
  readonly oidc: {
    readonly client?: ServerClient | undefined;
    readonly params?: Readonly<Record<string, unknown>> | undefined;
    readonly session?: { readonly uid?: string | undefined; readonly amr?: readonly string[] | undefined } | undefined;
    readonly entities?: { readonly AccessToken?: ServerToken | undefined } | undefined;
  };
}

/** The class of the server's own errors that a request ends with: `errors.CustomOIDCProviderError`. */
export interface ServerErrors {
  readonly CustomOIDCProviderError: new (error: string, description: string) => Error;
}
