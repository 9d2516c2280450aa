/** What an error code of the operating system means, and how to fix it. */
const SYSTEM_ERRORS: Readonly<Record<string, readonly [meaning: string, fix: string]>> = {
  EACCES: ['permission denied', 'change its permissions, or give another path'],
  EBUSY: ['another program uses it', 'wait for that program, or give another path'],
  EDQUOT: ['the disk quota is exceeded', 'free space, or give a path on another disk'],
  EEXIST: ['a file with this name exists', 'remove the file, or give another path'],
  EFBIG: [
    'the file exceeds the largest size that this system permits',
    'raise `ulimit -f`, or give another path',
  ],
  EINVAL: ['the file system does not support this operation or name', 'give another path'],
  EIO: ['the device reports an error', 'check the disk, or give another path'],
  EISDIR: ['it is a directory', 'give a file'],
  ELOOP: ['its symbolic links form a loop', 'fix the links, or give another path'],
  EMFILE: ['this process has too many open files', 'raise `ulimit -n`'],
  ENAMETOOLONG: ['the path is too long', 'give a shorter path'],
  ENFILE: ['this machine has too many open files', 'close other programs, or raise the limit of the machine'],
  ENODEV: ['the device does not support this operation', 'give another path'],
  ENOENT: ['it does not exist, and cannot be created there', 'check the path'],
  ENOMEM: ['the system has no memory left', 'close other programs, or use fewer --jobs'],
  ENOSPC: ['no space is left on the device', 'free space, or give a path on another disk'],
  ENOTDIR: ['a part of the path is a file and not a directory', 'give another path'],
  ENOTSUP: ['the file system does not support this operation', 'give another path'],
  ENXIO: ['no program reads or serves it', 'give a file'],
  EOPNOTSUPP: ['the file system does not support this operation', 'give another path'],
  EPERM: ['the system does not permit this operation', 'change its permissions, or give another path'],
  EROFS: ['the file system is read-only', 'give a path in a writable file system'],
  ESTALE: ['the network file system no longer has this file', 'mount the file system again'],
  ETXTBSY: ['another program runs this file', 'give another path'],
};

/** System calls by what they do to a file. */
const ACTIONS: Readonly<Record<string, string>> = {
  mkdir: 'create the directory',
  read: 'read',
  readlink: 'read',
  realpath: 'read',
  rename: 'rename',
  rm: 'delete',
  scandir: 'list the directory',
  stat: 'read',
  lstat: 'read',
  unlink: 'delete',
  write: 'write',
};

/** An error that the operating system reported, such as a full disk. */
type SystemError = NodeJS.ErrnoException & { readonly code: string; readonly syscall: string };

/** Whether the operating system reported an error that the user can fix, such as a full disk. */
export function isEnvironmentError(error: unknown): error is SystemError {
  const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  return typeof syscall === 'string' && typeof code === 'string' && Object.hasOwn(SYSTEM_ERRORS, code);
}

/** Returns what a code of the operating system means; undefined if it is not in the list. */
export function meaningOf(code: string): string | undefined {
  return Object.hasOwn(SYSTEM_ERRORS, code) ? SYSTEM_ERRORS[code]?.[0] : undefined;
}

/**
 * Returns the message of an error of the operating system: what could not be done, why, and the fix.
 *
 * @param place - the path to name if the system reports none, as for a write to an open file
 */
export function environmentMessage({ code, syscall, path }: SystemError, place?: string): string {
  const [meaning, fix] = SYSTEM_ERRORS[code] ?? ['the system reports an error', 'check the path'];
  return `cannot ${ACTIONS[syscall] ?? 'open'} ${path ?? place ?? 'a file'}: ${meaning} (${code}): ${fix}`;
}
