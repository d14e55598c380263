// GET, GETNEXT and GETBULK for objects that are found by computing: what their registrations have
// in common.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mibs/objects/object_tree.hpp"

struct netsnmp_agent_request_info_s;
struct netsnmp_request_info_s;
struct netsnmp_handler_registration_s;
struct variable_list;

namespace lineman::mibs {

// Objects below one or more places. Names are whole OIDs.
class ReadableObjects {
 public:
  virtual ~ReadableObjects() = default;

  // Writes the value of exactly that instance; else says what is missing.
  virtual std::optional<Missing> get(variable_list* variable) const = 0;
  // Writes name and value of the first instance after the variable's name; false: there is none.
  virtual bool get_next(variable_list* variable) const = 0;
};

// Answers all requests of a phase that reads.
void answer_reads(const ReadableObjects& objects, const netsnmp_agent_request_info_s& info,
                  netsnmp_request_info_s* requests) noexcept;

// Registers them at a place, to be read alone: a SET is answered with notWritable.
class ReadRegistration {
 public:
  // `objects` outlive it. Throws std::runtime_error where the library refuses.
  ReadRegistration(const std::string& name, const std::vector<Arc>& place,
                   const ReadableObjects& objects);
  ~ReadRegistration();
  ReadRegistration(const ReadRegistration&) = delete;
  ReadRegistration& operator=(const ReadRegistration&) = delete;

 private:
  netsnmp_handler_registration_s* made_ = nullptr;
};

}  // namespace lineman::mibs
