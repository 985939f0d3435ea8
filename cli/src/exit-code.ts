/** The exit codes of every command; they are API. */
export const ExitCode = {
  /** Done. `verify`: integrity proven, or self-attested under the pinned root. */
  done: 0,
  /** `verify`, `log check`: something doesn't fit what was signed, logged or anchored. */
  mismatch: 1,
  /** Unverifiable, unusable input, or anything else that kept the command from its work. */
  unusable: 2,
} as const;

export const exitCodeHelp = `
Exit codes 退出码:
  0  done; verify: proven, or self-attested under the pinned root  完成；核验：已证明，或在已固定的信任根下自证
  1  verify, log check: mismatch  核验、日志检查：不一致
  2  unverifiable, unusable input, or any other error  无法核验、输入不可用或其他错误`;
