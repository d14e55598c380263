#include "manual/page.hpp"

namespace lineman::manual {
namespace {

// Empty: there is no such part.
std::string part(std::string_view name) {
  constexpr std::string_view settings = "settings ";
  if (name == "system") return ".Os Lineman " LINEMAN_VERSION "\n";
  if (name == "verbs synopsis") return verbs_synopsis();
  if (name == "verbs") return verbs_list();
  if (name == "common options") return common_options_list();
  if (name == "options of lineman-agentd") return daemon_options_list(true);
  if (name == "options of lineman-sipcored") return daemon_options_list(false);
  if (name == "options of lineman-webd") return daemon_options_list(false);
  if (name == "parameters") return parameters_list();
  if (name.starts_with(settings)) return settings_list(name.substr(settings.size()));
  return {};
}

}  // namespace

tl::expected<std::string, std::string> write_page(std::string_view pattern) {
  std::string page;
  for (unsigned number = 1; !pattern.empty(); ++number) {
    const auto end = pattern.find('\n');
    const auto line = pattern.substr(0, end);
    pattern.remove_prefix(end == std::string_view::npos ? pattern.size() : end + 1);
    if (line.size() > 2 && line.starts_with('@') && line.ends_with('@')) {
      const auto name = line.substr(1, line.size() - 2);
      const auto text = part(name);
      if (text.empty()) {
        return tl::unexpected("line " + std::to_string(number) + ": there is no part '" +
                              std::string{name} + "'");
      }
      page += text;
    } else {
      (page += line) += '\n';
    }
  }
  return page;
}

}  // namespace lineman::manual
