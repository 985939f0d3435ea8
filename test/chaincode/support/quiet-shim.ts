/** fabric-shim logs every refusal; its loggers take their level from the environment when they are made. */
process.env['CORE_CHAINCODE_LOGGING_LEVEL'] = 'critical';
