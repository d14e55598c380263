#include "daemon/settings_rules.hpp"

namespace lineman::daemon {
namespace {

// One pass over all rules.
class Rules {
 public:
  Rules(const Settings& settings, const SettingOrigins& origins)
      : settings_(settings), origins_(origins) {}

  SettingProblems check() {
    names();
    snmp_users();
    notifications();
    pairs();
    return std::move(problems_);
  }

 private:
  // `name` is said, and needs `other`.
  void needs(SettingName name, SettingName other, unsigned index = 0) {
    if (!settings_.is_set(name, index) || settings_.is_set(other, index)) return;
    report(name, index, full_name(name, index) + " needs " + full_name(other, index));
  }

  void names() {
    for (const auto index : settings_.indices("snmp.user.N.name")) {
      one_of_a_family("snmp.user.N.name", index);
    }
    for (const auto index : settings_.indices("snmp.community.N.name")) {
      one_of_a_family("snmp.community.N.name", index);
      needs("snmp.community.N.name", "snmp.community.N.source", index);
    }
    for (const auto index : settings_.indices("snmp.notify.N.target")) {
      one_of_a_family("snmp.notify.N.target", index);
    }
    for (const auto index : settings_.indices("web.user.N.name")) {
      one_of_a_family("web.user.N.name", index);
      needs("web.user.N.name", "web.user.N.password_file", index);
    }
  }

  // Whatever is said of a user, the name has to be said.
  void one_of_a_family(SettingName name, unsigned index) {
    if (settings_.is_set(name, index)) return;
    const auto row = settings_table.at(name.row()).name;
    const auto family = row.substr(0, row.find("N."));
    for (const auto& [place, origin] : origins_) {
      if (place.second != index || !settings_table.at(place.first).name.starts_with(family))
        continue;
      problems_.push_back({origin.file, origin.line, full_name(name, index) + " is missing"});
      return;
    }
  }

  void snmp_users() {
    for (const auto index : settings_.indices("snmp.user.N.name")) {
      needs("snmp.user.N.auth", "snmp.user.N.auth_key_file", index);
      needs("snmp.user.N.auth_key_file", "snmp.user.N.auth", index);
      needs("snmp.user.N.priv", "snmp.user.N.priv_key_file", index);
      needs("snmp.user.N.priv_key_file", "snmp.user.N.priv", index);
      needs("snmp.user.N.priv", "snmp.user.N.auth", index);
    }
  }

  void notifications() {
    for (const auto index : settings_.indices("snmp.notify.N.target")) {
      const bool is_v3 = settings_.text("snmp.notify.N.version", index) == "3";
      if (is_v3) {
        needs("snmp.notify.N.target", "snmp.notify.N.user", index);
        belongs_to("snmp.notify.N.community", "2c", index);
        user(index);
      } else {
        needs("snmp.notify.N.target", "snmp.notify.N.community", index);
        belongs_to("snmp.notify.N.user", "3", index);
      }
    }
  }

  // A name that is said of a receiver whose version has no use for it.
  void belongs_to(SettingName name, std::string_view version, unsigned index) {
    if (!settings_.is_set(name, index)) return;
    report(name, index,
           full_name(name, index) + " is for version " + std::string{version} + " only");
  }

  void user(unsigned index) {
    if (!settings_.is_set("snmp.notify.N.user", index)) return;
    const auto wanted = settings_.text("snmp.notify.N.user", index);
    for (const auto user : settings_.indices("snmp.user.N.name")) {
      if (settings_.text("snmp.user.N.name", user) == wanted) return;
    }
    report("snmp.notify.N.user", index,
           full_name("snmp.notify.N.user", index) + " is " + std::string{wanted} +
               ", which no snmp.user.N.name is");
  }

  void pairs() {
    needs("cwmp.client_certificate", "cwmp.client_key");
    needs("cwmp.client_key", "cwmp.client_certificate");
    needs("cwmp.proxy_exceptions", "cwmp.proxy");
    needs("cwmp.proxy_credentials_file", "cwmp.proxy");
    needs("sip.client_certificate", "sip.client_key");
    needs("sip.client_key", "sip.client_certificate");
    needs("web.certificate", "web.key");
    needs("web.key", "web.certificate");
  }

  static std::string full_name(SettingName name, unsigned index) {
    return name_of(name.row(), index);
  }

  void report(SettingName name, unsigned index, std::string sentence) {
    const auto origin = origins_.find({name.row(), index});
    if (origin == origins_.end()) return;
    problems_.push_back({origin->second.file, origin->second.line, std::move(sentence)});
  }

  const Settings& settings_;
  const SettingOrigins& origins_;
  SettingProblems problems_;
};

}  // namespace

SettingProblems broken_setting_rules(const Settings& settings, const SettingOrigins& origins) {
  return Rules(settings, origins).check();
}

}  // namespace lineman::daemon
