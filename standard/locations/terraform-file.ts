/**
 * Whether a file belongs to a module by its name. Source: Terraform, "Files and Configuration Structure"; OpenTofu, "Files and
 * Directories".
 */
export function isTerraformFile(path: string): boolean {
  return /\.(tf|tofu)(\.json)?$/.test(path);
}

/** Whether a file of a module is in the Terraform language. */
export function isTerraformText(path: string): boolean {
  return /\.(tf|tofu)$/.test(path);
}

/** Removes the files that OpenTofu replaces: `main.tofu` replaces `main.tf`. */
export function withoutReplacedFiles(names: readonly string[]): string[] {
  const all = new Set(names);
  return names.filter(
    (name) => !all.has(name.replace(/\.tf(\.json)?$/, '.tofu$1')) || /\.tofu(\.json)?$/.test(name),
  );
}
