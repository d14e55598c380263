// From a name in any of its forms to a parameter. Built once from the table.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "datamodel/parameter_ref.hpp"

namespace lineman::datamodel {

enum class NameForm : std::uint8_t { configuration_file, tr069_path, mib_object };

// What a number within a name stands for. `any_account` is a number that must be an account and
// means nothing else, as in the path of a value that every account's row shows.
enum class NamePart : std::uint8_t { one, zero, account, server, any_account, slot };

class NameIndex {
 public:
  NameIndex();

  std::optional<ParameterRef> find(std::string_view name, unsigned accounts,
                                   std::initializer_list<NameForm> forms) const;

 private:
  struct Target {
    std::uint16_t row;
    NameForm form;
    bool also_a_name;      // a path that stands for the name that the phone's files lack
    std::uint16_t server;  // fixed by the name itself; 0: by its numbers
    std::vector<NamePart> parts;
  };

  void add(std::string pattern, Target target);
  void add_path(const Leaf& leaf, std::uint16_t row, std::uint16_t server);

  // By the name with '#' for each number.
  std::unordered_map<std::string, Target> targets_;
};

// Immutable after its first use, which has to come before a second thread's.
const NameIndex& name_index();

}  // namespace lineman::datamodel
