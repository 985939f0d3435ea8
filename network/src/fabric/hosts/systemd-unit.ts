/** A service as systemd is to run it. */
export interface ServiceUnit {
  /** File name without `.service`. */
  readonly name: string;
  readonly description: string;
  /** A system user that owns nothing but what this service may read and write. */
  readonly user: string;
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** File of further variables that are secret: systemd shows the others to every user. */
  readonly environmentFile?: string;
  readonly before?: string;
  readonly command: string;
  /** The only folders that the service may write to. */
  readonly writes: readonly string[];
  /** Services that must be started first. */
  readonly after?: readonly string[];
  /** Whether it makes machine code while it runs, as Node.js does and Go programs do not. */
  readonly compiles: boolean;
}

/** What no program of ours needs; see systemd.exec(5). */
const hardening = [
  'NoNewPrivileges=yes',
  'ProtectSystem=strict',
  'ProtectHome=yes',
  'PrivateTmp=yes',
  'PrivateDevices=yes',
  'ProtectClock=yes',
  'ProtectControlGroups=yes',
  'ProtectHostname=yes',
  'ProtectKernelLogs=yes',
  'ProtectKernelModules=yes',
  'ProtectKernelTunables=yes',
  'ProtectProc=invisible',
  'RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX',
  'RestrictNamespaces=yes',
  'RestrictRealtime=yes',
  'RestrictSUIDSGID=yes',
  'LockPersonality=yes',
  'RemoveIPC=yes',
  'CapabilityBoundingSet=',
  'SystemCallArchitectures=native',
  'SystemCallFilter=@system-service',
  'UMask=0077',
];

/** The contents of a unit file. */
export function formatUnit(unit: ServiceUnit): string {
  const { after = [], environmentFile, before } = unit;
  const needed = after.map((name) => `${name}.service`).join(' ');
  const lines = [
    '[Unit]',
    `Description=${unit.description}`,
    'Wants=network-online.target',
    `After=network-online.target${needed === '' ? '' : ` ${needed}`}`,
    ...(needed === '' ? [] : [`Wants=${needed}`]),
    '',
    '[Service]',
    `User=${unit.user}`,
    `Group=${unit.user}`,
    `WorkingDirectory=${unit.folder}`,
    ...Object.entries(unit.environment).map(([name, value]) => `Environment="${name}=${value}"`),
    ...(environmentFile === undefined ? [] : [`EnvironmentFile=${environmentFile}`]),
    ...(before === undefined ? [] : [`ExecStartPre=${before}`]),
    `ExecStart=${unit.command}`,
    'Restart=on-failure',
    'RestartSec=2',
    'TimeoutStopSec=30',
    'LimitNOFILE=65536',
    ...hardening,
    ...(unit.compiles ? [] : ['MemoryDenyWriteExecute=yes']),
    ...unit.writes.map((folder) => `ReadWritePaths=${folder}`),
    '',
    '[Install]',
    'WantedBy=multi-user.target',
  ];
  return `${lines.join('\n')}\n`;
}
