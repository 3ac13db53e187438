/** What stands in the built page where the nonce of its styles goes. */
export const styleNonceMark = 'STROMABOOK-STYLE-NONCE'

/**
 * Policy of the page: scripts, workers and connections from the notebook itself only, no evaluation of text, no inline script; styles that the
 * interface library writes carry a nonce; PDF and images may be shown from memory.
 */
export function contentSecurityPolicy(styleNonce: string): string {
  return [
    "default-src 'none'", "script-src 'self'", `style-src 'self' 'nonce-${styleNonce}'`, "img-src 'self' blob: data:", "font-src 'self'", "connect-src 'self'",
    "worker-src 'self'", "manifest-src 'self'", 'frame-src blob:', "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
  ].join('; ')
}

/**
 * Policy of everything else that is served. A worker takes its policy from its own script: the same scripts and connections as the page, nothing
 * to show, nothing evaluated. A picture or text that is opened by itself runs nothing at all.
 */
export const filePolicy = "default-src 'none'; script-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
