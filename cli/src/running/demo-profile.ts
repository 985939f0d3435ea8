import { relative } from 'node:path';
import { encodeUtf8 } from '@quancheng/protocol';
import { createFile } from '@quancheng/sdk/node';
import { agencyParticipant, recipientParticipant } from '../founding/demo-participants.js';
import { keyNames, keyPath } from '../home/key-names.js';
import { exists } from '../home/exists.js';
import type { HomeFolder } from '../home/home-folder.js';

/** Leaves a profile with which `quancheng deposit` works at once; the user's own is never touched. */
export async function writeDemoProfile(home: HomeFolder): Promise<void> {
  if (await exists(home.profile)) return;
  const text = `# Settings and common members of "quancheng deposit"; see its --help. 存证的默认设置
participant: ${agencyParticipant.id}
key: ${relative(home.path, keyPath(home, keyNames.agency))}
custodian: ${agencyParticipant.name}
legalBasis: 数据安全法 第三十三条
consumer: ${recipientParticipant}
purpose: 本机演示 demonstration on this machine
`;
  await createFile(home.profile, encodeUtf8(text));
}
