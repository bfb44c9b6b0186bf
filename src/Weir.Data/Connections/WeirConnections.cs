using Microsoft.Extensions.Logging;
using Npgsql;

namespace Weir.Data.Connections;

/// <summary>Makes the server's data sources from its options.</summary>
internal static class WeirConnections
{
    private const int DirectPoolSize = 3;

    /// <summary>A session: the engine's calls, which would else be parsed and planned again for every batch.</summary>
    private const int PreparedStatements = 20;

    public static WeirDatabase Open(WeirDataOptions options, ILoggerFactory? loggers)
    {
        var app = ConnectionUrl.Parse(options.ConnectionString);
        var pooled = options.IsPooled(app);
        var direct = options.DirectConnectionString is not null
            ? ConnectionUrl.Parse(options.DirectConnectionString)
            : pooled ? null : ConnectionUrl.Parse(options.ConnectionString);

        Configure(app, options);
        app.MinPoolSize = options.MinPoolSize;
        app.MaxPoolSize = options.MaxPoolSize;
        // Nothing is ever left in a session, so it need not be reset: with it went the plans of every function, and making
        // those again takes ten times as long as most calls.
        app.NoResetOnClose = true;
        if (pooled) MakePoolerSafe(app);
        else app.MaxAutoPrepare = PreparedStatements;
        if (direct is not null)
        {
            Configure(direct, options);
            direct.ApplicationName = options.ApplicationName + "-listen";
            direct.MinPoolSize = 0;
            direct.MaxPoolSize = DirectPoolSize;
        }
        return WeirDatabase.Open(Builder(app, loggers), direct is null ? null : Builder(direct, loggers));
    }

    private static void Configure(NpgsqlConnectionStringBuilder connection, WeirDataOptions options)
    {
        connection.Timeout = (int)options.ConnectTimeout.TotalSeconds;
        connection.CommandTimeout = (int)options.CommandTimeout.TotalSeconds;
        connection.ApplicationName = options.ApplicationName;
        // Details of an error may quote a row.
        connection.IncludeErrorDetail = false;
        connection.LogParameters = false;
        connection.PersistSecurityInfo = false;
        connection.KeepAlive = 30;
    }

    /// <summary>A transaction pooler hands each transaction to another session: nothing may be left in one.</summary>
    private static void MakePoolerSafe(NpgsqlConnectionStringBuilder connection)
    {
        connection.MaxAutoPrepare = 0;
        connection.Multiplexing = false;
    }

    private static NpgsqlDataSourceBuilder Builder(NpgsqlConnectionStringBuilder connection, ILoggerFactory? loggers)
    {
        var builder = new NpgsqlDataSourceBuilder(connection.ConnectionString);
        if (loggers is not null) builder.UseLoggerFactory(loggers);
        return builder;
    }
}
