import { machines } from '@quancheng/domain';
import { describeMatrix } from '../support/describe-matrix.js';
import { scenes } from './grant-scenes.js';
import { authority, bodyOf, grantName, grantor, operator, provider } from './grant-stage.js';
import * as grants from './grant-table.js';

const stranger = 'participant:stranger' as const;

describeMatrix(
  'operation grants, against the table of the design',
  {
    ...grants,
    signers: {
      grantor: [grantor],
      operator: [operator],
      provider: [provider],
      stranger: [stranger],
      authority: [authority],
      'second authority': ['regulator:second-authority'],
      'authority for itself': ['participant:authority'],
      'grantor as authority': ['regulator:grantor'],
      'operator as authority': ['regulator:operator'],
      'operator as registrar': ['registrar:operator'],
      'grantor and operator': [grantor, operator],
      'grantor and stranger': [grantor, stranger],
      'operator and stranger': [operator, stranger],
      'grantor, operator and provider': [grantor, operator, provider],
      'grantor and authority': [grantor, authority],
      'two authorities': [authority, 'regulator:second-authority'],
      court: ['court:court'],
      'court and grantor': ['court:court', grantor],
      registrar: ['registrar:registry'],
      administrator: ['administrator:Org1MSP'],
    },
  },
  { machine: machines.grant, target: grantName, scenes, body: bodyOf },
);
