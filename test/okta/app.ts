/** An app as Okta's API has it, for the tests of import and export. */
export const app = (more: object = {}) => ({
  id: "0oa1",
  name: "oidc_client",
  label: "One",
  status: "ACTIVE",
  signOnMode: "OPENID_CONNECT",
  credentials: { oauthClient: { client_id: "one" } },
  settings: { oauthClient: { grant_types: ["client_credentials"] } },
  profile: { home: "HDQ" },
  ...more,
});
