// Starts the example server, asks for tokens as App1 and App2, and shows that each holds what the preview said.
import { decodeJwt } from "jose";
import * as openid from "openid-client";
import { API, loadClaims, startServer } from "./server.mjs";

const set = loadClaims();
const server = await startServer({ set });
console.log(`The authorization server listens on ${server.issuer}\n`);
for (const client of ["app1", "app2"]) {
  const config = await openid.discovery(new URL(server.issuer), client, `${client}-secret`, undefined, {
    execute: [openid.allowInsecureRequests],
  });
  const { access_token: token } = await openid.clientCredentialsGrant(config, { resource: API, scope: "api:read" });
  const [previewed] = set.preview({ client, grant: "client_credentials" }).tokens;
  const claims = decodeJwt(token);
  console.log(`${client} asks with client_credentials:`);
  for (const claim of previewed.claims) {
    const held = Object.hasOwn(claims, claim.name) ? JSON.stringify(claims[claim.name]) : "—";
    const said = claim.status === "value" ? JSON.stringify(claim.value) : `${claim.reason.code}: ${claim.reason.message}`;
    console.log(`  ${claim.name.padEnd(12)} token ${held.padEnd(10)} preview ${said}`);
  }
}
await server.close();
