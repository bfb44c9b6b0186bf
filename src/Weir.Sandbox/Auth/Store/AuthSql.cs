namespace Weir.Sandbox.Auth.Store;

/// <summary>The statements of <c>Auth/Sql</c>; each file's head says what it does and locks.</summary>
internal static class AuthSql
{
    public static string UserFind { get; } = Read("user_find");
    public static string UserCreate { get; } = Read("user_create");
    public static string UserLock { get; } = Read("user_lock");
    public static string UserPage { get; } = Read("user_page");
    public static string UserUpdate { get; } = Read("user_update");
    public static string UserConfirmEmail { get; } = Read("user_confirm_email");
    public static string UserSetEmail { get; } = Read("user_set_email");
    public static string UserAskEmailChange { get; } = Read("user_ask_email_change");
    public static string UserHalfEmailChange { get; } = Read("user_half_email_change");
    public static string UserMailed { get; } = Read("user_mailed");
    public static string UserDelete { get; } = Read("user_delete");
    public static string UserSoftDelete { get; } = Read("user_soft_delete");
    public static string SessionOpen { get; } = Read("session_open");
    public static string SessionRead { get; } = Read("session_read");
    public static string SessionEnd { get; } = Read("session_end");
    public static string RefreshLock { get; } = Read("refresh_lock");
    public static string RefreshRead { get; } = Read("refresh_read");
    public static string RefreshRotate { get; } = Read("refresh_rotate");
    public static string TokenPut { get; } = Read("token_put");
    public static string TokenAttempt { get; } = Read("token_attempt");
    public static string TokenFind { get; } = Read("token_find");
    public static string TokenTake { get; } = Read("token_take");
    public static string TokenPending { get; } = Read("token_pending");
    public static string FlowStart { get; } = Read("flow_start");
    public static string FlowIssueCode { get; } = Read("flow_issue_code");
    public static string FlowLock { get; } = Read("flow_lock");
    public static string FlowEnd { get; } = Read("flow_end");

    private static string Read(string name) => SqlFile.Read("Auth", name);
}
