import { hasRole, type Viewer } from "#kernel/identity";

/** Offices of a unit that handle or watch over all of its cases. */
export const OFFICE_ROLES = [
  "transfer-officer",
  "transfer-director",
  "finance-officer",
  "discipline-officer",
  "leadership",
] as const;

/** Roles that take steps of approvals. */
export const APPROVER_ROLES = ["transfer-director", "finance-officer", "leadership"] as const;

/** Manager of the company that holds shares for the unit. */
export const ASSET_MANAGER = "asset-manager";

/** Manager of a company that licenses or buys an achievement, or takes it in for shares. */
export const COMPANY_MANAGER = "company-manager";

/** Roles that this scenario asks for. */
export const ROLES: readonly string[] = [...OFFICE_ROLES, ASSET_MANAGER, COMPANY_MANAGER];

/** Whether a viewer sees everything on the ledger. */
export function isReader(viewer: Viewer): boolean {
  return hasRole(viewer, "reader");
}

/** Whether a viewer works in one of the offices of the unit. */
export function isOffice(viewer: Viewer, unitId: string): boolean {
  return viewer?.memberId === unitId && hasRole(viewer, ...OFFICE_ROLES);
}

/** Whether a viewer sees all cases of a unit, and so lists may be read by unit. */
export function watchesUnit(viewer: Viewer, unitId: string): boolean {
  return isReader(viewer) || isOffice(viewer, unitId);
}

/** Whether a viewer acts for the other side of a deal. */
export function isCounterparty(viewer: Viewer, counterpartyId: string): boolean {
  return viewer?.memberId === counterpartyId && hasRole(viewer, COMPANY_MANAGER);
}

/** Whether a viewer acts for the company that holds the unit's shares. */
export function isAssetHolder(viewer: Viewer, assetHolderId: string): boolean {
  return viewer?.memberId === assetHolderId && hasRole(viewer, ASSET_MANAGER);
}

/** Whether a viewer works in an office of the unit that handles objections, and so learns who made them. */
export function handlesObjections(viewer: Viewer, unitId: string): boolean {
  return viewer?.memberId === unitId && hasRole(viewer, "transfer-officer", "discipline-officer");
}
