using Npgsql;

namespace Weir.Data.Admin;

/// <summary>Positional parameters, typed.</summary>
internal static class AdminParameters
{
    public static NpgsqlCommand With<T>(this NpgsqlCommand command, T value)
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return command;
    }

    /// <summary>Who makes a change, where every function that makes one expects it.</summary>
    public static NpgsqlCommand With(this NpgsqlCommand command, ChangeOrigin origin)
    {
        origin.AddTo(command.Parameters);
        return command;
    }
}
