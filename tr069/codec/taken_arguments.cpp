#include "tr069/codec/taken_arguments.hpp"

#include "tr069/codec/text.hpp"

namespace lineman::cwmp {
namespace {

// Of "xsd:string": "string". What the prefix stands for is not looked at: some ACSs declare none.
std::string local_name(const char* type) {
  if (type == nullptr) return {};
  const std::string_view name = type;
  const auto colon = name.rfind(':');
  return printable(colon == std::string_view::npos ? name : name.substr(colon + 1), longest_name);
}

SetAttributes taken(const cwmp__SetParameterAttributesStruct& in, Arguments& arguments) {
  SetAttributes result;
  result.name = arguments.text("Name", in.Name);
  result.notification_change = arguments.boolean("NotificationChange", in.NotificationChange);
  result.notification = arguments.number("Notification", in.Notification);
  if (result.notification_change)
    arguments.present("Notification", result.notification.has_value());
  result.access_list_change = arguments.boolean("AccessListChange", in.AccessListChange);
  if (result.access_list_change) arguments.present("AccessList", in.AccessList != nullptr);
  result.access_list = strings_of(in.AccessList);
  return result;
}

}  // namespace

std::vector<std::string> strings_of(const cwmp__Strings* list) {
  std::vector<std::string> result;
  if (list == nullptr) return result;
  for (int i = 0; i < list->__sizestring; ++i)
    result.emplace_back(list->string[i] == nullptr ? "" : list->string[i]);
  return result;
}

Request taken(const cwmp__SetParameterValues& in, Arguments& arguments) {
  SetParameterValues request;
  if (arguments.present("ParameterList", in.ParameterList != nullptr)) {
    const auto& list = *in.ParameterList;
    request.values.reserve(static_cast<std::size_t>(list.__sizeParameterValueStruct));
    for (int i = 0; i < list.__sizeParameterValueStruct; ++i) {
      const auto& item = list.ParameterValueStruct[i];
      arguments.item(static_cast<std::size_t>(i) + 1);
      auto name = arguments.text("Name", item.Name);
      if (!arguments.present("Value", item.Value != nullptr)) continue;
      const char* const value = item.Value->__item;
      request.values.push_back(
          {std::move(name), local_name(item.Value->xsi__type), value == nullptr ? "" : value});
    }
  }
  arguments.item(0);
  request.parameter_key = arguments.key("ParameterKey", in.ParameterKey);
  return request;
}

Request taken(const cwmp__GetParameterNames& in, Arguments& arguments) {
  return GetParameterNames{arguments.text("ParameterPath", in.ParameterPath),
                           arguments.boolean("NextLevel", in.NextLevel)};
}

Request taken(const cwmp__SetParameterAttributes& in, Arguments& arguments) {
  SetParameterAttributes request;
  if (!arguments.present("ParameterList", in.ParameterList != nullptr)) return request;
  const auto& list = *in.ParameterList;
  for (int i = 0; i < list.__sizeSetParameterAttributesStruct; ++i) {
    arguments.item(static_cast<std::size_t>(i) + 1);
    request.list.push_back(taken(list.SetParameterAttributesStruct[i], arguments));
  }
  return request;
}

Request taken_get_values(const cwmp__NamesRequest& in, Arguments& arguments) {
  arguments.present("ParameterNames", in.ParameterNames != nullptr);
  return GetParameterValues{strings_of(in.ParameterNames)};
}

Request taken_get_attributes(const cwmp__NamesRequest& in, Arguments& arguments) {
  arguments.present("ParameterNames", in.ParameterNames != nullptr);
  return GetParameterAttributes{strings_of(in.ParameterNames)};
}

Request taken_add_object(const cwmp__ObjectRequest& in, Arguments& arguments) {
  return AddObject{arguments.text("ObjectName", in.ObjectName),
                   arguments.key("ParameterKey", in.ParameterKey)};
}

Request taken_delete_object(const cwmp__ObjectRequest& in, Arguments& arguments) {
  return DeleteObject{arguments.text("ObjectName", in.ObjectName),
                      arguments.key("ParameterKey", in.ParameterKey)};
}

Request taken_reboot(const cwmp__KeyRequest& in, Arguments& arguments) {
  return Reboot{arguments.key("CommandKey", in.CommandKey)};
}

}  // namespace lineman::cwmp
