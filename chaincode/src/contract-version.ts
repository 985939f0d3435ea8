/** Version of the contract's rules, told in every endorsed read. It is also the chaincode's when it is deployed. */
export const CONTRACT_VERSION = '1.0.0';
