// The device type, the running model and the Broadband Forum's own documents say the same.
#include <filesystem>
#include <fstream>
#include <map>
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

  bool operator==(const Described&) const = default;
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
  for (auto at = text.find('<'); at != std::string::npos; at = text.find('<', at + 1)) {
    const auto tag = std::string_view{text}.substr(at, text.find('>', at) - at);
    if (tag.starts_with("<object ")) {
      object = attribute(tag, name);
      tree[object] = {attribute(tag, "access"), {}};
    } else if (tag.starts_with("<parameter ") && !attribute(tag, name).empty() &&
               !attribute(tag, "access").empty()) {
      parameter = object + attribute(tag, name);
      tree[parameter] = {attribute(tag, "access"), {}};
    } else if (tag.starts_with("<syntax")) {
      in_syntax = true;
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
    Tree tree;
    const auto infos = model.names("", false).value();
    for (const auto& info : infos) {
      const auto path = with_placeholders(info.name);
      const auto value = model.value(info.name);
      if (value) {
        tree[path] = {info.writable ? "readWrite" : "readOnly",
                      std::string{type_name(value->type)}};
      } else {
        tree[path] = {"readOnly", {}};
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

// Names and types are the standard's, and access is never wider.
TEST_F(DeviceTypeTest, HasOnlyWhatTheStandardHas) {
  const auto models = std::filesystem::path{lineman::test::source_folder()} / "../shared/models";
  if (!std::filesystem::exists(models)) {
    GTEST_SKIP() << "the models of the Broadband Forum are not at " << models;
  }
  auto standard = described_by(content(models / "tr-181-2-17-0-cwmp-full.xml"), "name");
  const auto services = described_by(content(models / "tr-104-2-0-2-cwmp-full.xml"), "name");
  for (const auto& [path, is] : services) {
    standard["Device.Services." + path] = is;
  }
  unsigned compared = 0;
  const auto ours = walked();
  for (const auto& [path, is] : ours) {
    if (path.find("X_00005E_") != std::string::npos) continue;
    if (path == "Device.Services.VoiceServiceNumberOfEntries") continue;  // named by its table
    ASSERT_TRUE(standard.contains(path)) << path << " is not in the standard";
    const auto& theirs = standard.at(path);
    EXPECT_EQ(is.type, theirs.type) << path;
    EXPECT_TRUE(is.access == theirs.access || is.access == "readOnly") << path;
    // Narrower only where the design says so: fixed rows, links and the servers' state.
    const bool narrower = is.access != theirs.access && !is.type.empty();
    const bool may_be = path.ends_with(".Network") || path.ends_with(".Provider") ||
                        path.ends_with("FQDNServer.{i}.Enable");
    EXPECT_TRUE(!narrower || may_be) << path;
    ++compared;
  }
  EXPECT_GT(compared, 60);
}

}  // namespace
}  // namespace lineman::cwmp
