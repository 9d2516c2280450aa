/** The artifacts that the commands about apps accept, for help texts and errors. */
export const HOW_TO_GIVE_ARTIFACTS =
  'cdk.out, a template or a directory of templates, `-` for standard input, cdktf.out, a directory of *.tf or *.tf.json, a plan or preview in JSON, an ARM template or a what-if result';
