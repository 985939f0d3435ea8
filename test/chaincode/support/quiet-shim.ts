// fabric-shim brings an older copy of fabric-protos, which shares its classes through a global: ours must be first,
// or its modules re-export the older classes.
import '@quancheng/ledger';

/** fabric-shim logs every refusal; its loggers take their level from the environment when they are made. */
process.env['CORE_CHAINCODE_LOGGING_LEVEL'] = 'critical';
