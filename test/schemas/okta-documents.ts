/** Schema documents as Okta's API publishes them: a user's with its 31 built-in attributes and 50 custom ones, an app user's, a group's. */

const permissions = [{ principal: "SELF", action: "READ_WRITE" }];
const master = { type: "PROFILE_MASTER" };
const common = { mutability: "READ_WRITE", scope: "NONE", permissions, master };

/** One attribute, with what Okta writes beside its type. */
function attribute(title: string, type: string, more: object = {}): object {
  return { title, type, ...common, ...more };
}

const text = (title: string, more: object = {}) => attribute(title, "string", more);

/** The built-in attributes of a user. */
export const baseAttributes: Readonly<Record<string, object>> = {
  login: text("Username", {
    required: true,
    minLength: 5,
    maxLength: 100,
    permissions: [{ principal: "SELF", action: "READ_ONLY" }],
  }),
  email: text("Primary email", { required: true, format: "email", maxLength: 100 }),
  secondEmail: text("Secondary email", { format: "email", maxLength: 100 }),
  firstName: text("First name", { required: true, minLength: 1, maxLength: 50 }),
  lastName: text("Last name", { required: true, minLength: 1, maxLength: 50 }),
  middleName: text("Middle name"),
  honorificPrefix: text("Honorific prefix"),
  honorificSuffix: text("Honorific suffix"),
  title: text("Title"),
  displayName: text("Display name"),
  nickName: text("Nickname"),
  profileUrl: text("Profile Url", { format: "uri" }),
  primaryPhone: text("Primary phone", { maxLength: 100 }),
  mobilePhone: text("Mobile phone", { maxLength: 100 }),
  streetAddress: text("Street address"),
  city: text("City", { maxLength: 128 }),
  state: text("State", { maxLength: 128 }),
  zipCode: text("Zip code", { maxLength: 50 }),
  countryCode: text("Country code", { format: "country-code" }),
  postalAddress: text("Postal Address", { maxLength: 4096 }),
  preferredLanguage: text("Preferred language", { format: "language-code" }),
  locale: text("Locale", { format: "locale" }),
  timezone: text("Time zone", { format: "timezone" }),
  userType: text("User type"),
  employeeNumber: text("Employee number"),
  costCenter: text("Cost center"),
  organization: text("Organization"),
  division: text("Division"),
  department: text("Department"),
  managerId: text("ManagerId"),
  manager: text("Manager"),
};

const sizes = {
  enum: ["S", "M", "L", "XL"],
  oneOf: ["Small", "Medium", "Large", "Extra Large"].map((title, index) => ({ const: ["S", "M", "L", "XL"][index], title })),
};

/** One custom attribute of every shape that Okta's API allows. */
export const customAttributes: Readonly<Record<string, object>> = {
  clearance: attribute("Clearance", "integer", { minimum: 0, maximum: 9 }),
  rating: attribute("Rating", "number"),
  contractor: attribute("Contractor", "boolean", { required: true }),
  hireDate: text("Hire date", { format: "date-time" }),
  badge: text("Badge", { required: true, unique: "UNIQUE_VALIDATED", pattern: "^[A-Z]+$" }),
  shirtSize: text("Shirt size", sizes),
  floor: attribute("Floor", "integer", {
    enum: [1, 2, 3],
    oneOf: [1, 2, 3].map((floor) => ({ const: floor, title: `Floor ${floor}` })),
  }),
  roles: attribute("Roles", "array", { items: { type: "string" } }),
  colours: attribute("Colours", "array", {
    items: {
      type: "string",
      enum: ["red", "blue"],
      oneOf: [
        { const: "red", title: "Red" },
        { const: "blue", title: "Blue" },
      ],
    },
  }),
  counters: attribute("Counters", "array", { items: { type: "integer" } }),
  pin: text("Pin", { format: "hashed", scope: "SELF", mutability: "WRITE_ONLY" }),
  ssn: text("SSN", {
    format: "encrypted",
    permissions: [{ principal: "SELF", action: "HIDE" }],
    master: { type: "OVERRIDE", priority: [{ type: "APP", value: "0oa1" }] },
  }),
  externalId: text("External id", { externalName: "ext_id", externalNamespace: "urn:example", required: null, default: "none" }),
};

const set = (name: string, properties: object, required: readonly string[] = []) => ({
  id: `#${name}`,
  type: "object",
  properties,
  required,
});

/** A whole document around two sets of attributes. */
export function oktaDocument(
  base: object,
  custom: object,
  more: { base?: readonly string[]; custom?: readonly string[] } = {},
): object {
  return {
    id: "https://example.okta.com/meta/schemas/user/osc1",
    $schema: "http://json-schema.org/draft-04/schema#",
    name: "user",
    title: "User",
    description: "A profile",
    lastUpdated: "2026-01-31T09:30:00.000Z",
    created: "2026-01-31T09:30:00.000Z",
    definitions: { base: set("base", base, more.base), custom: set("custom", custom, more.custom) },
    type: "object",
    properties: { profile: { allOf: [{ $ref: "#/definitions/base" }, { $ref: "#/definitions/custom" }] } },
  };
}

/** The user's: 31 built-in attributes and 50 custom ones. */
export function userDocument(): object {
  const many = Array.from({ length: 50 - Object.keys(customAttributes).length }, (_, index) => [
    `custom${index}`,
    text(`Custom ${index}`),
  ]);
  return oktaDocument(
    baseAttributes,
    { ...customAttributes, ...Object.fromEntries(many) },
    { base: ["login", "firstName", "lastName", "email"] },
  );
}

/** An app user's. */
export function appUserDocument(): object {
  return oktaDocument(
    { userName: text("Username", { required: true, maxLength: 100 }) },
    { role: text("Role", { scope: "SELF" }), entitlements: attribute("Entitlements", "array", { items: { type: "string" } }) },
    { base: ["userName"] },
  );
}

/** A group's. */
export function groupDocument(): object {
  return oktaDocument(
    { name: text("Name", { required: true, maxLength: 255 }), description: text("Description", { maxLength: 1024 }) },
    { owner: text("Owner") },
    { base: ["name"] },
  );
}
