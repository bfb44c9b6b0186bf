using Npgsql;

namespace Weir.Data.Engine;

/// <summary>Positional parameters, typed, so that no element is boxed.</summary>
internal static class Parameters
{
    public static NpgsqlBatchCommand With<T>(this NpgsqlBatchCommand command, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return command;
    }

    /// <summary>One column of the batch.</summary>
    public static NpgsqlBatchCommand WithColumn<TItem, T>(
        this NpgsqlBatchCommand command, IReadOnlyList<TItem> items, Func<TItem, T> column)
    {
        var values = new T[items.Count];
        for (var i = 0; i < values.Length; i++) values[i] = column(items[i]);
        return command.With(values);
    }

    public static NpgsqlBatchCommand WithLines(this NpgsqlBatchCommand command, LineArrays lines) =>
        command.With(lines.Operations).With(lines.Meters).With(lines.Quantities);
}
