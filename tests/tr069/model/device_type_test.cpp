// The device type, the running model and the Broadband Forum's own documents say the same.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <sstream>

#include "datamodel/tr069_object.hpp"
#include "tests/support/run.hpp"
#include "tests/tr069/model/fixture.hpp"
#include "tr069/model/wire_value.hpp"

namespace lineman::cwmp {
namespace {

using namespace test;

struct Described {
  std::string access;
  std::string type;
  std::string longest{};           // of a string, in characters; empty: no limit is named
  std::set<std::string> values{};  // of an enumeration

  bool operator==(const Described& other) const {
    return access == other.access && type == other.type;
  }
};

void PrintTo(const Described& is, std::ostream* out) {  // NOLINT: GoogleTest's name
  *out << is.access << ' ' << is.type;
}

using Tree = std::map<std::string, Described>;  // by path with {i}

std::string attribute(std::string_view tag, const std::string& name) {
  const auto at = tag.find(' ' + name + "=\"");
  if (at == std::string_view::npos) return {};
  const auto begin = at + name.size() + 3;
  return std::string{tag.substr(begin, tag.find('"', begin) - begin)};
}

// Objects, parameters and the first element of each parameter's syntax. `name` is the attribute
// that holds the name.
Tree described_by(std::string text, const std::string& name) {
  for (auto& letter : text) letter = letter == '\n' ? ' ' : letter;
  Tree tree;
  std::string object;
  std::string parameter;
  bool in_syntax = false;
  bool in_facets = false;
  for (auto at = text.find('<'); at != std::string::npos; at = text.find('<', at + 1)) {
    const auto tag = std::string_view{text}.substr(at, text.find('>', at) - at);
    if (tag.starts_with("<object ")) {
      object = attribute(tag, name);
      const auto access = attribute(tag, "access");
      tree[object] = {access == "createDelete" ? "readWrite" : access, {}};
    } else if (tag.starts_with("<parameter ") && !attribute(tag, name).empty() &&
               !attribute(tag, "access").empty()) {
      parameter = object + attribute(tag, name);
      tree[parameter] = {attribute(tag, "access"), {}};
    } else if (tag.starts_with("<syntax")) {
      in_syntax = in_facets = true;
    } else if (tag.starts_with("</syntax")) {
      in_facets = false;
    } else if (in_facets && tag.starts_with("<size ")) {
      tree[parameter].longest = attribute(tag, "maxLength");
    } else if (in_facets && tag.starts_with("<enumeration ")) {
      tree[parameter].values.insert(attribute(tag, "value"));
    } else if (in_syntax && !parameter.empty()) {
      const auto word = tag.substr(1, tag.find_first_of(" />", 1) - 1);
      tree[parameter].type = word == "dataType" || word == "list" ? "string" : std::string{word};
      in_syntax = false;
    }
  }
  return tree;
}

// "Client.3." is "Client.{i}."
std::string with_placeholders(std::string_view path) {
  std::string result;
  std::istringstream components{std::string{path}};
  for (std::string component; std::getline(components, component, '.');) {
    const bool is_row = !component.empty() && datamodel::is_digit(component[0]);
    result += is_row ? "{i}" : component;
    result += '.';
  }
  if (!path.ends_with('.')) result.pop_back();
  return result;
}

class DeviceTypeTest : public ModelTest {
 protected:
  // Tables without the number of a row are not objects of the document.
  Tree walked() {
    fill_inform_parameters();
    Tree tree;
    const auto infos = model.names("", false).value();
    for (const auto& info : infos) {
      const auto path = with_placeholders(info.name);
      const auto value = model.value(info.name);
      if (value) {
        tree[path] = {info.writable ? "readWrite" : "readOnly",
                      std::string{type_name(value->type)}};
      } else {
        tree[path] = {info.writable ? "readWrite" : "readOnly", {}};
      }
    }
    for (auto at = tree.begin(); at != tree.end();) {
      at = tree.contains(at->first + "{i}.") ? tree.erase(at) : std::next(at);
    }
    return tree;
  }

  static std::string content(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
  }
};

TEST_F(DeviceTypeTest, ListsWhatAWalkOfTheModelFinds) {
  const auto listed =
      described_by(lineman::test::committed("tr069/lineman-device-type.xml"), "ref");
  const auto found = walked();
  EXPECT_GT(found.size(), 150);
  for (const auto& [path, is] : found) {
    ASSERT_TRUE(listed.contains(path)) << path << " is not in the device type";
    EXPECT_EQ(listed.at(path), is) << path;
  }
  for (const auto& [path, is] : listed) EXPECT_TRUE(found.contains(path)) << path;
}

// Where our access is narrower than the standard's, and why. An object is a table whose rows an ACS
// may not add or delete.
struct Narrower {
  std::string_view below;  // a path with {i}, or what it begins with where it ends with a dot
  std::string_view why;
};

constexpr std::string_view accounts_are_fixed = "the phone's accounts are fixed rows";
constexpr std::string_view servers_are_fixed = "the two servers of an account are fixed rows";
constexpr std::string_view link = "a link between fixed rows";
constexpr std::string_view hosts = "the host's own network, shown as far as the host knows it";

constexpr Narrower narrower[] = {
    {"Device.IP.Interface.{i}.", hosts},
    {"Device.ManagementServer.InformParameter.{i}.Alias", "aliases are the phone's: no addressing"},
    {"Device.Services.VoiceService.{i}.SIP.Client.{i}.", accounts_are_fixed},
    {"Device.Services.VoiceService.{i}.SIP.Client.{i}.Contact.{i}.", servers_are_fixed},
    {"Device.Services.VoiceService.{i}.SIP.Client.{i}.Network", link},
    {"Device.Services.VoiceService.{i}.SIP.Network.{i}.", accounts_are_fixed},
    {"Device.Services.VoiceService.{i}.SIP.Network.{i}.FQDNServer.{i}.", servers_are_fixed},
    {"Device.Services.VoiceService.{i}.SIP.Network.{i}.FQDNServer.{i}.Enable",
     "true while the server has an address"},
    {"Device.Services.VoiceService.{i}.CallControl.Line.{i}.", accounts_are_fixed},
    {"Device.Services.VoiceService.{i}.CallControl.Line.{i}.Provider", link},
};

// Names of the standard that its documents do not have in so many words.
constexpr Narrower unnamed[] = {
    {"Device.Services.VoiceServiceNumberOfEntries", "named by the table of services"},
};

bool is_listed(std::span<const Narrower> list, std::string_view path) {
  return std::ranges::any_of(list, [&](const Narrower& each) {
    const bool all_below = each.below == "Device.IP.Interface.{i}.";
    return path == each.below || (all_below && path.starts_with(each.below));
  });
}

class StandardTest : public DeviceTypeTest {
 protected:
  // TR-181 with TR-104 below Device.Services.; empty where the documents are not there.
  static Tree standard() {
    const auto models = std::filesystem::path{lineman::test::source_folder()} / "../shared/models";
    if (!std::filesystem::exists(models)) return {};
    auto all = described_by(content(models / "tr-181-2-17-0-cwmp-full.xml"), "name");
    const auto services = described_by(content(models / "tr-104-2-0-2-cwmp-full.xml"), "name");
    for (const auto& [path, is] : services) all["Device.Services." + path] = is;
    return all;
  }

  static Tree ours() {
    auto tree = described_by(lineman::test::committed("tr069/lineman-device-type.xml"), "ref");
    std::erase_if(tree, [](const auto& each) {
      return each.first.find("X_00005E_") != std::string::npos || is_listed(unnamed, each.first);
    });
    return tree;
  }

  // Calls `compare` with each of ours and what the standard says of it.
  void for_each_pair(const std::function<void(const std::string& path, const Described& ours,
                                              const Described& theirs)>& compare) {
    const auto theirs = standard();
    if (theirs.empty()) GTEST_SKIP() << "the models of the Broadband Forum are not there";
    unsigned compared = 0;
    const auto list = ours();
    for (const auto& [path, is] : list) {
      ASSERT_TRUE(theirs.contains(path)) << path << " is not in the standard";
      compare(path, is, theirs.at(path));
      ++compared;
    }
    EXPECT_GT(compared, 130);
  }
};

TEST_F(StandardTest, HasTheNamesAndTypesOfWhatWeShow) {
  for_each_pair([](const auto& path, const auto& ours, const auto& theirs) {
    EXPECT_EQ(ours.type, theirs.type) << path;
  });
}

TEST_F(StandardTest, GivesTheAccessThatTheListOfDeviationsDoesNotNarrow) {
  for_each_pair([](const auto& path, const auto& ours, const auto& theirs) {
    if (path.ends_with('.') && !path.ends_with("{i}.")) return;  // an object that is no table
    const bool is_same = ours.access == theirs.access;
    EXPECT_TRUE(is_same || ours.access == "readOnly") << path;
    EXPECT_TRUE(is_same || is_listed(narrower, path))
        << path << " is narrower, and the list of deviations does not say why";
  });
}

TEST_F(StandardTest, TakesEveryValueThatWeShow) {
  for_each_pair([](const auto& path, const auto& ours, const auto& theirs) {
    for (const auto& value : ours.values) {
      EXPECT_TRUE(theirs.values.empty() || theirs.values.contains(value)) << path << ' ' << value;
    }
    if (theirs.longest.empty() || ours.longest.empty()) return;
    EXPECT_LE(std::stoul(ours.longest), std::stoul(theirs.longest)) << path;
  });
}

TEST_F(StandardTest, KnowsEachDeviationThatIsListed) {
  const auto theirs = standard();
  if (theirs.empty()) GTEST_SKIP() << "the models of the Broadband Forum are not there";
  const auto list = ours();
  for (const auto& each : narrower) {
    const std::string path{each.below};
    ASSERT_TRUE(theirs.contains(path) && list.contains(path)) << path;
    EXPECT_NE(theirs.at(path).access, list.at(path).access) << path << " is no deviation";
    EXPECT_FALSE(each.why.empty()) << each.below;
  }
}

}  // namespace
}  // namespace lineman::cwmp
