/** `claims-el/targets`: claims for the hooks of token issuers. */
export type { Auth0Call } from "./auth0.js";
export {
  applyAuth0,
  auth0CredentialsExchangeAnswer,
  auth0CredentialsExchangeRequest,
  auth0PostLoginAnswer,
  auth0PostLoginRequest,
} from "./auth0.js";
export { checkTarget, requireTarget } from "./check.js";
export type { CognitoAnswer, CognitoClaims, CognitoOverride } from "./cognito.js";
export { cognitoAnswer, cognitoRequest } from "./cognito.js";
export type { EntraAnswer } from "./entra.js";
export { entraAnswer, entraRequest } from "./entra.js";
export type { HydraAnswer, HydraClaims } from "./hydra.js";
export { hydraAnswer, hydraRequest } from "./hydra.js";
export type { OktaAnswer, OktaCommand } from "./okta.js";
export { oktaAnswer, oktaRequest } from "./okta.js";
export type { CarriedKind, Target, TargetName, TargetNames } from "./target.js";
export { TARGETS } from "./target.js";
