import { QuanchengError, type SectorTemplate } from '@quancheng/protocol';

/** The body of `purpose.define`. */
export interface PurposeBody {
  readonly title: string;
  readonly basis: string;
  readonly fields: readonly string[];
  readonly sensitiveFields: readonly string[];
  readonly termDays: number;
  readonly retentionDays: number;
  readonly maximumUses: number;
  readonly deliveryHours: number;
  readonly acknowledgementHours: number;
  readonly impactAssessment: boolean;
}

/**
 * The purpose that goes with a sector template: its field codes are `<template>.<field>`, the sensitive ones those that
 * the template marks so (个人信息保护法 28).
 * @throws TEMPLATE_INVALID if the template has no purpose: its records need no consent
 */
export function purposeOfTemplate({ id, fields, purpose }: SectorTemplate): PurposeBody {
  if (purpose === undefined) throw new QuanchengError('TEMPLATE_INVALID', `${id} has no purpose`);
  const wanted = fields.filter(({ code }) => purpose.fields.includes(code));
  const codes = (of: typeof wanted) => of.map(({ code }) => `${id}.${code}`).sort();
  return {
    ...purpose,
    fields: codes(wanted),
    sensitiveFields: codes(wanted.filter(({ personal }) => personal === 'sensitive')),
  };
}
