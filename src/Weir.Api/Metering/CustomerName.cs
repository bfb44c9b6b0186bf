using Microsoft.AspNetCore.Http;
using Weir.Http.Bodies;

namespace Weir.Api.Metering;

/// <summary>Whom a service means: a customer, a user of one, or both.</summary>
/// <param name="CustomerId">The customer.</param>
/// <param name="UserId">The user, who must act for it.</param>
internal sealed record CustomerName(Guid? CustomerId, Guid? UserId)
{
    private const string Customer = "customer_id";
    private const string User = "user_id";

    /// <summary>Reads the members of a body; naming nobody is a fault.</summary>
    public static CustomerName Read(JsonObjectReader body)
    {
        var name = new CustomerName(body.Id(Customer), body.Id(User));
        if (body.Any(Customer) is null && body.Any(User) is null)
            body.Faults.Add(body.PathOf(Customer), $"is required, or {User}");
        return name;
    }

    /// <summary>Reads the parameters of a query; naming nobody is a fault.</summary>
    public static CustomerName Read(IQueryCollection query, FaultCollector faults)
    {
        var name = new CustomerName(ReadId(query, Customer, faults), ReadId(query, User, faults));
        if (!query.ContainsKey(Customer) && !query.ContainsKey(User)) faults.Add(Customer, $"is required, or {User}");
        return name;
    }

    private static Guid? ReadId(IQueryCollection query, string parameter, FaultCollector faults)
    {
        if (!query.TryGetValue(parameter, out var values)) return null;
        if (values.Count == 1 && Guid.TryParseExact(values[0], "D", out var id)) return id;
        faults.Add(parameter, "must be a UUID");
        return null;
    }
}
