#include "src/statement/syntax_node.hpp"

namespace migrate {

namespace {

using Type = SyntaxValue::Type;

const SyntaxValue* value_at(const SyntaxTree& tree, std::uint32_t place) {
    return place == 0 ? nullptr : &tree[place];
}

/// The node in {"ColumnDef": {…}}: names of nodes begin with a capital, names of fields do not. Null where
/// the value is no wrapped node.
const SyntaxValue* wrapped_in(const SyntaxTree& tree, const SyntaxValue& value) {
    const SyntaxValue* only = value.type == Type::object ? value_at(tree, value.first) : nullptr;
    if (only == nullptr || only->next != 0 || only->type != Type::object) return nullptr;
    const char first = only->field.empty() ? 'a' : only->field.front();
    return first >= 'A' && first <= 'Z' ? only : nullptr;
}

void gather_nodes(const std::shared_ptr<const SyntaxTree>& tree, const SyntaxValue& value,
                  std::string_view kind, std::vector<SyntaxNode>& found) {
    const SyntaxValue* node = wrapped_in(*tree, value);
    if (node != nullptr && node->field == kind) found.emplace_back(tree, value);
    for (const SyntaxValue* part = value_at(*tree, value.first); part != nullptr;
         part = value_at(*tree, part->next))
        gather_nodes(tree, *part, kind, found);
}

}  // namespace

SyntaxNode::SyntaxNode(std::shared_ptr<const SyntaxTree> tree, const SyntaxValue& value)
    : tree_(std::move(tree)), value_(&value) {
    const SyntaxValue* node = wrapped_in(*tree_, value);
    if (node == nullptr) return;
    kind_ = node->field;
    value_ = node;
}

const SyntaxValue* SyntaxNode::find(const char* field) const {
    if (value_ == nullptr || value_->type != Type::object) return nullptr;
    const SyntaxValue* value = value_at(*tree_, value_->first);
    while (value != nullptr && value->field != field) value = value_at(*tree_, value->next);
    return value;
}

SyntaxNode SyntaxNode::child(const char* field) const {
    const SyntaxValue* found = find(field);
    return found == nullptr ? SyntaxNode() : SyntaxNode(tree_, *found);
}

std::vector<SyntaxNode> SyntaxNode::list(const char* field) const {
    std::vector<SyntaxNode> nodes;
    const SyntaxValue* found = find(field);
    if (found == nullptr || found->type != Type::list) return nodes;
    for (const SyntaxValue* item = value_at(*tree_, found->first); item != nullptr;
         item = value_at(*tree_, item->next))
        nodes.emplace_back(tree_, *item);
    return nodes;
}

std::string SyntaxNode::text(const char* field) const {
    const SyntaxValue* found = find(field);
    return found != nullptr ? found->text : "";
}

bool SyntaxNode::flag(const char* field) const {
    const SyntaxValue* found = find(field);
    return found != nullptr && found->type == Type::boolean && found->number != 0;
}

int SyntaxNode::number(const char* field) const {
    const SyntaxValue* found = find(field);
    return found != nullptr && found->type == Type::number ? static_cast<int>(found->number) : 0;
}

bool SyntaxNode::has(const char* field) const {
    return find(field) != nullptr;
}

int SyntaxNode::offset() const {
    return has("location") ? number("location") : -1;
}

std::vector<SyntaxNode> SyntaxNode::all(std::string_view kind) const {
    std::vector<SyntaxNode> found;
    if (kind_ == kind) found.push_back(*this);
    if (value_ == nullptr) return found;
    for (const SyntaxValue* part = value_at(*tree_, value_->first); part != nullptr;
         part = value_at(*tree_, part->next))
        gather_nodes(tree_, *part, kind, found);
    return found;
}

std::string SyntaxNode::string_value() const {
    std::string value = text("sval");
    return value.empty() ? text("str") : value;
}

std::vector<std::string> SyntaxNode::strings(const char* field) const {
    std::vector<std::string> values;
    for (const SyntaxNode& item : list(field)) values.push_back(item.string_value());
    return values;
}

SyntaxNode first_statement(std::string_view json) {
    const std::shared_ptr<const SyntaxTree> tree = read_syntax_tree(json);
    if (tree->empty()) return {};
    const std::vector<SyntaxNode> statements = SyntaxNode(tree, tree->front()).list("stmts");
    return statements.empty() ? SyntaxNode() : statements.front().child("stmt");
}

}  // namespace migrate
