import { QuanchengContext, QuanchengContract } from '@quancheng/chaincode';

/** The contract as its next version would be: it knows one version more of the state, whose form happens to be the same. */
export class NextContract extends QuanchengContract {
  override createContext(): QuanchengContext {
    return new QuanchengContext([1, 2]);
  }
}
