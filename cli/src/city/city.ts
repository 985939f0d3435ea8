import { depositProofOf, type DepositProofMember } from '@quancheng/sdk';
import { DEFAULT_PATIENCE } from '@quancheng/sdk';
import { readWholeFile } from '@quancheng/sdk/node';
import { depositFiles } from '../deposit/deposit-files.js';
import { writeEvidence } from '../deposit/write-evidence.js';
import { print } from '../output/print.js';
import type { CityActor, CityStage, Signing } from './city-stage.js';
import type { Papers } from './papers.js';

/** What chapters work with: the stage, the papers, and what the dossier will prove. */
export interface City extends CityStage {
  readonly papers: Papers;
  /** State keys of the records and collections that the dossier proves. */
  readonly subjects: Set<string>;
  /** Evidence packages written so far. */
  readonly packages: readonly string[];
  /** One line of narration. */
  readonly say: (zh: string, en: string) => void;
  /** Writes a paper, deposits it, and waits for its evidence. */
  readonly deposit: (who: Signing, name: string, text: string) => Promise<DepositProofMember>;
}

export interface CityFolders {
  readonly evidence: string;
  readonly outbox: string;
}

export function newCity(stage: CityStage, papers: Papers, folders: CityFolders): City {
  const packages: string[] = [];
  return {
    ...stage,
    papers,
    packages,
    subjects: new Set(),
    say(zh, en) {
      print(`  ${zh}`);
      print(`  ${en}`);
    },
    async deposit(who, name, text) {
      await papers.open(name, text);
      const path = await depositPaper(stage, stage.actor(who), papers.path(name), folders);
      packages.push(path);
      return depositProofOf(await readWholeFile(path));
    },
  };
}

async function depositPaper(
  { trustRoot }: CityStage,
  { id, signer, client }: CityActor,
  paper: string,
  { evidence, outbox }: CityFolders,
): Promise<string> {
  const session = {
    client,
    signer,
    participant: id,
    ledger: trustRoot.ledger,
    outboxes: outbox,
    profile: {},
    trustRoot,
  };
  const options = {
    legalBasis: '数据安全法 第三十三条',
    custodian: id,
    public: true,
    outDir: evidence,
  } as const;
  const [deposit] = await depositFiles(session, [paper], options);
  if (deposit === undefined) throw new Error('nothing was deposited');
  const { paths } = await writeEvidence(session, deposit.folder, DEFAULT_PATIENCE);
  const [path] = paths;
  if (path === undefined) throw new Error('no evidence was written');
  return path;
}
