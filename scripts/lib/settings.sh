# shellcheck shell=bash
# shellcheck disable=SC2154 # root: the repository, set by the script that reads this
# ClipSearch's settings in the environment.

# Unsets all settings. Their names come from their declarations.
unset_settings() {
  local names
  names=$(grep -Eo '"[A-Z][A-Z0-9_]+"' "$root/ClipSearch.Core/Settings/SettingList.cs" | tr -d '"')
  # shellcheck disable=SC2086 # one word per name
  unset CLIPSEARCH_HOME CLIPSEARCH_COMMAND $names
  # AWS's library reads more variables, such as AWS_SESSION_TOKEN and AWS_PROFILE.
  unset "${!S3_@}" "${!AWS_@}"
}
