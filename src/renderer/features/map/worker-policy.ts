interface ScriptPolicies {
  createPolicy(name: 'default', rules: { createScriptURL(url: string): string | null }): unknown
}

/** Where a browser asks for it, the one script address that the page admits from a library, which hands it on as plain text. */
let admitted: string | null = null

/**
 * Admits one address as a worker's script, and nothing else, for as long as
 * the page lives. The map library names its worker by plain text, which the
 * content policy takes from the policy called `default` alone.
 * Source: docs/security.md, "Content policy"; Trusted Types, "default policy".
 */
export function admitWorker(url: string): void {
  const policies = (globalThis as { trustedTypes?: ScriptPolicies }).trustedTypes
  if (admitted === null && policies !== undefined) {
    policies.createPolicy('default', { createScriptURL: (asked) => (asked === admitted ? asked : null) })
  }
  admitted = url
}
