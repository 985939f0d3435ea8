/** Collections of what lies on a certificate: pledges with priority searches, and holds. */
export function collectionsOf(certificate: string): { readonly pledges: string; readonly holds: string } {
  return { pledges: `pledges/${certificate}`, holds: `holds/${certificate}` };
}
