#include "tr069/model/value_paths.hpp"

#include <algorithm>

#include "datamodel/model_parameters.hpp"
#include "datamodel/standard_parameters.hpp"

namespace lineman::cwmp {
namespace {

using datamodel::Index;
using datamodel::ModelParameter;
using datamodel::Object;
using datamodel::ParameterRef;
using datamodel::Source;

bool is_below(Object object, Index index) {
  for (; object != Object::none; object = datamodel::row_of(object).parent) {
    if (datamodel::row_of(object).index == index) return true;
  }
  return false;
}

bool shows(const ModelParameter& is, ParameterRef parameter) {
  switch (is.source) {
    case Source::stored:
      return is.row == parameter.row;
    case Source::standard: {
      const auto& names = datamodel::standard_parameters[is.row].shows;
      const auto name = parameter.parameter().name;
      return !name.empty() && std::ranges::find(names, name) != names.end();
    }
    case Source::live:
      break;
  }
  return false;
}

class Paths {
 public:
  Paths(ParameterRef parameter, unsigned accounts) : parameter_{parameter}, accounts_{accounts} {}

  void add(const ModelParameter& is) {
    const auto [account, server] = parameter_.instance;
    // What has no server of its own shows server 1's.
    const bool has_own = is_below(is.object, Index::server) || is_below(is.object, Index::slot);
    if (!has_own && server > 1) return;
    const bool every_account = account == 0 && is_below(is.object, Index::account);
    // Without an account the number stands nowhere; 0 would make it a document's path.
    const unsigned only = std::max<unsigned>(account, 1);
    const unsigned last = every_account ? accounts_ : only;
    for (unsigned row = only; row <= last; ++row) {
      list_.push_back(datamodel::path_of(is.object, {static_cast<std::uint16_t>(row), server}) +
                      is.name);
    }
  }

  std::vector<std::string> list() && { return std::move(list_); }

 private:
  ParameterRef parameter_;
  unsigned accounts_;
  std::vector<std::string> list_{};
};

}  // namespace

std::vector<std::string> value_paths(ParameterRef parameter, unsigned accounts) {
  Paths paths{parameter, accounts};
  for (const auto& object : datamodel::objects) {
    for (const auto& is : datamodel::model_parameters(object.object)) {
      if (shows(is, parameter)) paths.add(is);
    }
  }
  return std::move(paths).list();
}

}  // namespace lineman::cwmp
