#include "src/statement/syntax_tree.hpp"

#include <nlohmann/json.hpp>

namespace migrate {

namespace {

/// Hangs values into the tree in the order in which the JSON names them.
class SyntaxTreeBuilder : public nlohmann::json_sax<nlohmann::json> {
  public:
    explicit SyntaxTreeBuilder(SyntaxTree& tree) : tree_(tree) {}

    bool null() override { return add(SyntaxValue::Type::nothing); }
    bool boolean(bool value) override { return add(SyntaxValue::Type::boolean, value ? 1 : 0); }
    bool number_integer(number_integer_t value) override { return add(SyntaxValue::Type::number, value); }
    bool number_unsigned(number_unsigned_t value) override {
        return add(SyntaxValue::Type::number, static_cast<std::int64_t>(value));
    }
    bool number_float(number_float_t /*value*/, const string_t& /*text*/) override {
        return add(SyntaxValue::Type::number);
    }
    bool string(string_t& value) override {
        add(SyntaxValue::Type::text);
        tree_.back().text = std::move(value);
        return true;
    }
    bool binary(binary_t& /*value*/) override { return false; }
    bool key(string_t& name) override {
        field_ = std::move(name);
        return true;
    }
    bool start_object(std::size_t /*size*/) override { return begin(SyntaxValue::Type::object); }
    bool end_object() override { return end(); }
    bool start_array(std::size_t /*size*/) override { return begin(SyntaxValue::Type::list); }
    bool end_array() override { return end(); }
    bool parse_error(std::size_t /*place*/, const std::string& /*token*/,
                     const nlohmann::json::exception& /*error*/) override {
        return false;
    }

  private:
    struct Open {
        std::uint32_t place = 0;
        std::uint32_t last = 0;  ///< the last value in it so far; 0 = none
    };

    bool add(SyntaxValue::Type type, std::int64_t number = 0) {
        const auto place = static_cast<std::uint32_t>(tree_.size());
        SyntaxValue& value = tree_.emplace_back();
        value.type = type;
        value.number = number;
        value.field = std::exchange(field_, {});
        if (open_.empty()) return true;
        Open& parent = open_.back();
        (parent.last == 0 ? tree_[parent.place].first : tree_[parent.last].next) = place;
        parent.last = place;
        return true;
    }
    bool begin(SyntaxValue::Type type) {
        add(type);
        open_.push_back({static_cast<std::uint32_t>(tree_.size() - 1), 0});
        return true;
    }
    bool end() {
        open_.pop_back();
        return true;
    }

    SyntaxTree& tree_;
    std::vector<Open> open_;
    std::string field_;
};

}  // namespace

std::shared_ptr<const SyntaxTree> read_syntax_tree(std::string_view json) {
    auto tree = std::make_shared<SyntaxTree>();
    SyntaxTreeBuilder builder(*tree);
    if (!nlohmann::json::sax_parse(json, &builder)) tree->clear();
    return tree;
}

}  // namespace migrate
