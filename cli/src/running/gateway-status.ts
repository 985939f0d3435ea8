import { isJsonObject, QuanchengError, type JsonObject, type JsonValue } from '@quancheng/protocol';
import { ExitCode } from '../exit-code.js';
import { readSettings, type SettingOptions } from '../input/settings.js';
import { print } from '../output/print.js';
import { visibleText } from '../output/visible-text.js';

const TIMEOUT = 10_000;

/** Prints how the gateways do, one after the other; the exit code says whether all take records. */
export async function showGatewayStatus(options: SettingOptions): Promise<void> {
  const { gateways } = await readSettings(options);
  for (const gateway of gateways) {
    const health = await readHealth(gateway);
    for (const line of statusLines(gateway, health)) print(visibleText(line));
    if (health['status'] !== 'ok' && health['status'] !== 'degraded') process.exitCode = ExitCode.unusable;
  }
}

/** @throws GATEWAY_UNREACHABLE, GATEWAY_RESPONSE_INVALID */
async function readHealth(gateway: string): Promise<JsonObject> {
  const answer = await fetch(`${gateway}/v1/health`, { signal: AbortSignal.timeout(TIMEOUT) }).catch(
    (cause: unknown) => {
      throw new QuanchengError('GATEWAY_UNREACHABLE', gateway, { cause });
    },
  );
  const health = (await answer.json().catch(() => undefined)) as JsonValue | undefined;
  if (!isJsonObject(health)) throw new QuanchengError('GATEWAY_RESPONSE_INVALID', `/v1/health of ${gateway}`);
  return health;
}

function statusLines(gateway: string, health: JsonObject): readonly string[] {
  const { ledger, anchoring, log } = health;
  const witnesses = (health['witnesses'] ?? []) as readonly JsonValue[];
  const cost = Number(of(ledger, 'bytesPerDay')) + Number(of(anchoring, 'bytesPerDay'));
  return [
    `Gateway 网关 ${gateway}: ${word(health['status'])}`,
    `  log 日志: ${state(log)}, ${word(of(log, 'size'))} entries 条目, ${word(of(log, 'origin'))}`,
    `  anchored 已锚定: ${word(of(anchoring, 'anchored'))}, ${state(anchoring)}, oldest waiting 最久等待 ${word(of(anchoring, 'lag'))} s`,
    `  ledger 账本: ${state(ledger)}`,
    `  ledger bytes a day 每日账本开销: ${mebibytes(cost)} MiB (anchors 锚定 ${mebibytes(of(anchoring, 'bytesPerDay'))}, ticks 时钟 ${mebibytes(of(ledger, 'bytesPerDay'))})`,
    ...witnesses.map(
      (each) =>
        `  witness 见证者 ${word(of(each, 'name'))}: ${state(each)}, cosigned 已见证 ${word(of(each, 'cosigned'))}`,
    ),
  ];
}

/** With the code and detail of a failure. */
function state(part: JsonValue | undefined): string {
  return ['state', 'code', 'detail']
    .map((name) => of(part, name))
    .filter((each) => each !== undefined)
    .map(word)
    .join(' ');
}

function of(part: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(part) ? part[name] : undefined;
}

function word(value: JsonValue | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '–';
}

function mebibytes(bytes: JsonValue | undefined): string {
  return (Number(bytes) / 2 ** 20).toFixed(1);
}
