/** Two documents to compare: claims of every kind, one of which only the library can evaluate. */
import { type ClaimSet, type ClaimsDocument, defineClaims } from "../../src/claims/index.js";
import { allFunctions } from "../../src/library/all.js";

const schemas = {
  user: {
    login: "text",
    email: "text?",
    firstName: "text",
    lastName: "text",
    department: "text?",
    title: "text?",
    division: "text?",
    costCenter: "text?",
    level: "integer?",
    fte: "number?",
    remote: "boolean?",
    skills: "list<text>?",
    employeeNumber: { type: "text", nullable: true, sensitivity: "personal" },
    lastLogin: "timestamp?",
  },
  appuser: { role: "text?", seat: "integer?", entitlements: "list<text>?" },
  app: { system_home: "text?", tier: "text?", region: "text?", quota: "integer?" },
};

const claims: ClaimsDocument["claims"] = [
  { name: "system_home", value: "app.system_home" },
  { name: "email", value: "user.email ?: user.login" },
  { name: "role", value: "appuser.role", whenNoUser: { default: "machine" } },
  { name: "department", value: 'String.substringBefore(user.department, " &")', whenAbsent: "null" },
  {
    name: "grade",
    value: 'user.level >= 8 ? "senior" : user.level >= 4 ? "middle" : "junior"',
    grants: ["authorization_code", "refresh_token"],
  },
  { name: "vpn", value: 'isMemberOfGroupName("VPN_1") or user.remote' },
  { name: "cost", value: 'user.division + "/" + user.costCenter', clients: ["client000", "client001", "client'2"] },
  { name: "entitlements", value: "appuser.entitlements", whenAbsent: { default: [] }, whenEmpty: "omit" },
  { name: "quota", value: "app.quota * 2" },
  { name: "seats", value: "1000 / appuser.seat", whenError: "omit" },
  { name: "badge", value: "user.employeeNumber" },
  { name: "groups", groups: { startsWith: "vpn" } },
  { name: "names", value: 'user.getGroups({"group.profile.name": "Finance"}).![name]' },
  { name: "shout", value: 'user.lastName matches "[A-Z][a-z]+" ? String.toUpperCase(user.lastName) : user.lastName' },
  { name: "seen", value: "user.lastLogin" },
  { name: "share", value: "user.fte * 40" },
];

const read = (all: ClaimsDocument["claims"]): ClaimSet => defineClaims({ schemas, claims: all }, { functions: allFunctions });

/** The document as it is. */
export const before = read(claims);

const CHANGED: Readonly<Record<string, Partial<ClaimsDocument["claims"][number]>>> = {
  system_home: { value: "app.system_home ?: app.region" },
  email: { value: "user.email" },
  role: { value: 'appuser.role ?: "viewer"' },
  grade: { value: 'user.level >= 9 ? "senior" : user.level >= 4 ? "middle" : "junior"' },
  cost: { clients: "all", whenAbsent: "fail" },
  badge: { value: 'user.employeeNumber ?: "none"' },
  groups: { groups: { contains: "VPN_" } },
  shout: { value: 'user.lastName matches "[A-Z][a-z]*" ? String.toUpperCase(user.lastName) : user.lastName' },
  share: { value: "user.fte * 35" },
};

/** The document as it will be: some claims changed, one gone, one new. */
export const after = read([
  ...claims.filter(({ name }) => name !== "quota").map((claim) => ({ ...claim, ...CHANGED[claim.name] })),
  { name: "tier", value: 'app.tier == "gold"' },
]);

/** Claims that the database evaluates for every row; one of some clients refuses tokens. */
export const plainBefore = read([{ name: "system_home", value: "app.system_home" }]);
export const plainAfter = read([
  { name: "system_home", value: "app.system_home" },
  { name: "desk", value: "appuser.role", clients: ["client000", "client005"], whenNoUser: "omit", whenAbsent: "fail" },
]);
