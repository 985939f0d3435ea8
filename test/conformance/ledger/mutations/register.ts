/** Loaded before the embedded node (`node --import`): has the mutation's edits made to what is loaded after it. */
import { register } from 'node:module';
import { mutationVariable } from './mutation.js';

register(new URL('./load-mutated.js', import.meta.url), {
  data: JSON.parse(process.env[mutationVariable] ?? '[]') as unknown,
});
