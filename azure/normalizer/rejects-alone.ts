import { TABLE_DIRECTORIES } from '../../flows/table-writer';
import type { TableStore } from './stores';

/** A store that takes rejects alone, where rows go elsewhere: what could not be read is never lost. */
export function rejectsAlone(store: TableStore): TableStore {
  const isReject = (path: string) => path.startsWith(`${TABLE_DIRECTORIES.rejects}/`);
  return {
    async create(path, file) {
      if (isReject(path)) await store.create(path, file);
    },
    async replace(path, file) {
      if (isReject(path)) await store.replace(path, file);
    },
    exists: async (path) => !isReject(path) || store.exists(path),
  };
}
