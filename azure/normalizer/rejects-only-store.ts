import { TABLE_DIRECTORIES } from '../../flows/table-writer';
import type { TableStore } from './stores';

/** A store that writes only the files of `rejects`. The function uses it if rows go only to a workspace. */
export function rejectsOnlyStore(store: TableStore): TableStore {
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
