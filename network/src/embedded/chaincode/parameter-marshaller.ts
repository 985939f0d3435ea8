import type { DataMarshaller, ParameterDescription, Validator } from './shim-modules.js';

/**
 * Makes a marshaller of fabric-shim compile each parameter's schema once instead of on every call, with the same
 * results and error messages.
 */
export function newFastMarshaller(marshaller: DataMarshaller): DataMarshaller {
  const validators = new WeakMap<ParameterDescription, { schema: object; validate: Validator }>();

  function validatorFor(parameter: ParameterDescription): { schema: object; validate: Validator } {
    const known = validators.get(parameter);
    if (known !== undefined) {
      return known;
    }
    if (parameter.schema.type === undefined && parameter.schema.$ref === undefined) {
      throw new Error(`Incorrect type information ${JSON.stringify(parameter.schema)}`);
    }
    const schema = { properties: { prop: parameter.schema }, components: { schemas: marshaller.components } };
    const compiled = { schema, validate: marshaller.ajv.compile(schema) };
    validators.set(parameter, compiled);
    return compiled;
  }

  function readParameter(parameter: ParameterDescription, supplied: Buffer, prefix: string): unknown {
    const { schema, validate } = validatorFor(parameter);
    const { value, validateData } = marshaller.fromWireBuffer(supplied, schema, prefix);
    if (!validate({ prop: validateData })) {
      const errors = JSON.stringify((validate.errors ?? []).map(({ message }) => message));
      throw new Error(`Unable to validate parameter due to ${errors}`);
    }
    return value;
  }

  marshaller.handleParameters = ({ parameters }, supplied, prefix) => {
    if (parameters === undefined) {
      return supplied.map((each) => each.toString());
    }
    if (parameters.length !== supplied.length) {
      throw new Error(`Expected ${parameters.length} parameters, but ${supplied.length} have been supplied`);
    }
    return parameters.map((parameter, index) =>
      readParameter(parameter, supplied[index] ?? Buffer.alloc(0), prefix),
    );
  };
  return marshaller;
}
