// Where a path of the model leads, and a walk over what is below. The model is not held as a tree:
// its shape is the table of objects (datamodel/tr069_object.hpp), and rows are counted.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "datamodel/model_parameters.hpp"
#include "datamodel/tr069_object.hpp"
#include "tr069/model/model_sources.hpp"

namespace lineman::cwmp {

struct Place {
  enum class What : std::uint8_t {
    root,       // above Device.
    object,     // an object, or a row of a table
    table,      // a table without the number of a row
    parameter,  // a full name
  };

  What what = What::root;
  datamodel::Object object = datamodel::Object::none;  // of a parameter: that it stands in
  datamodel::Instance instance{};
  const datamodel::ModelParameter* parameter = nullptr;  // for ever
};

// A full name, a partial path with its dot, or empty for the root. Nothing where there is nothing:
// names are exact, numbers without leading zeros.
std::optional<Place> find_place(std::string_view path, const ModelSources& sources);

// `path` is as find_place() takes it, and good for the time of the call.
using Visit = std::function<void(const Place& place, const std::string& path)>;

// The place itself (but for the root), then all below it: objects before their parameters, and
// those before further objects. `path` is its own.
void walk(const Place& place, std::string_view path, const ModelSources& sources,
          const Visit& visit);

// What is directly below the place: parameters, objects, tables, or a table's rows.
void walk_children(const Place& place, std::string_view path, const ModelSources& sources,
                   const Visit& visit);

}  // namespace lineman::cwmp
