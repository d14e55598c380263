#include "datamodel/phone_file_writer.hpp"

#include "datamodel/phone_file.hpp"
#include "datamodel/phone_file_size.hpp"
#include "datamodel/problem.hpp"

namespace lineman::datamodel {
namespace {

static_assert(longest_phone_file(maximum_accounts) <= maximum_phone_file,
              "what is written can be read");

constexpr std::string_view version_line = "#!version:1.0.0.1\n";
constexpr std::string_view without_secrets =
    "# Secrets are left out: an import leaves those of the phone as they are.\n";

void print_line(std::string& file, ParameterRef ref, std::string_view value, Secrets secrets) {
  const bool hidden = ref.parameter().secret && secrets == Secrets::as_comments;
  if (hidden) file += "# ";
  file += name_of(ref);
  file += " =";
  if (hidden) value = masked;
  if (!value.empty()) (file += ' ') += value;
  file += '\n';
}

}  // namespace

std::string print_phone_file(const Values& values, unsigned accounts, Secrets secrets) {
  std::string file{version_line};
  if (secrets == Secrets::as_comments) file += without_secrets;
  unsigned account = 0;
  for (const auto ref : all_of(accounts)) {
    if (!is_in_phone_files(ref.parameter())) continue;
    if (ref.instance.account != account) {
      account = ref.instance.account;
      file += "\n# Account " + std::to_string(account) + '\n';
    }
    print_line(file, ref, values.get(ref), secrets);
  }
  return file;
}

}  // namespace lineman::datamodel
