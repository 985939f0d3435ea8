/**
 * Version of the contract's rules, and of the chaincode when it is deployed. It isn't in any result: peers take it from
 * the channel's definition and put it beside what they endorse, so that organisations may run different code meanwhile.
 */
export const CONTRACT_VERSION = '1.0.0';
